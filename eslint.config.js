// Lint: type-checked TypeScript, Svelte, the arrows between layers, and what may never be in the product.

import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Layer → layers it may import. Itself is always allowed; everything else is refused. */
const LAYERS = {
  base: [],
  domain: ['base'],
  contracts: ['base', 'domain'],
  media: ['base', 'domain', 'contracts'],
  vision: ['base', 'domain', 'contracts'],
  storage: ['base', 'domain', 'contracts'],
  analysis: ['base', 'domain', 'contracts', 'media', 'vision', 'storage'],
  vault: ['base', 'domain', 'contracts', 'storage'],
  services: ['base', 'domain', 'contracts', 'media', 'storage', 'workers', 'i18n'],
  i18n: ['base'],
  state: ['base', 'domain', 'contracts', 'services', 'i18n'],
  ui: ['base', 'domain', 'contracts', 'state', 'i18n'],
  app: ['base', 'domain', 'contracts', 'media', 'storage', 'services', 'i18n', 'state', 'ui'],
  verifier: ['base', 'domain', 'contracts', 'i18n'],
  workers: ['base', 'domain', 'contracts', 'media', 'vision', 'storage', 'analysis', 'vault'],
};

/** Import → the layers that may use it. */
const DOORS = {
  '@cantoo/pdf-lib': ['services'],
  '@tensorflow/*': ['vision'],
  dexie: ['storage'],
  mediabunny: ['media'],
  '#shape': ['services', 'app'],
};

const folderOf = (layer) => (layer === 'workers' ? 'workers' : `src/${layer}`);

const BANNED_GLOBALS = ['WebSocket', 'RTCPeerConnection', 'EventSource', 'XMLHttpRequest', 'ImageCapture', 'eval'];

/** What one layer (`''`: all the others) may not import. */
function importBans(layer) {
  const doors = Object.entries(DOORS).filter(([, layers]) => !layers.includes(layer));
  return {
    files: layer === '' ? ['src/**', 'workers/**'] : [`${folderOf(layer)}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['@tensorflow/tfjs', '@tensorflow/tfjs-data'].map((name) => ({
            name,
            message: 'It carries camera code; take -core, -converter and the backends.',
          })),
          patterns: doors.map(([name, layers]) => ({
            group: [name.replace('#', '\\#')],
            message: `Only ${layers.map(folderOf).join(' and ')} may import ${name}.`,
          })),
        },
      ],
    },
  };
}

export default defineConfig(
  { ignores: ['dist/', 'dist-usb/', '.cache/', 'test-results/', 'node_modules/', 'public/'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        // Two projects: the page and the workers; the service worker is only in the second.
        project: ['./tsconfig.json', './tsconfig.worker.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // The policy refuses a style written in the page; `style:` directives go through the CSSOM and pass.
      'no-restricted-syntax': [
        'error',
        { selector: "SvelteAttribute[key.name='style']", message: 'Use a class or a style: directive.' },
      ],
      // Maps and sets are held by `$state.raw` and replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
      // `void x` names what an effect depends on.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    // The linter does not see types that flow through templates; svelte-check does, and is strict.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    plugins: { boundaries, 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.svelte', '.js'] })],
      'import/resolver': { node: { extensions: ['.ts', '.svelte', '.js'] } },
      'boundaries/elements': Object.keys(LAYERS).map((layer) => ({ type: layer, pattern: folderOf(layer) })),
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: Object.entries(LAYERS).map(([layer, allowed]) => ({
            from: { element: { type: layer } },
            allow: { to: { element: { types: { anyOf: [layer, ...allowed] } } } },
          })),
        },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-globals': ['error', ...BANNED_GLOBALS],
      'no-restricted-properties': [
        'error',
        ...['getUserMedia', 'getDisplayMedia'].map((property) => ({
          property,
          message: 'Finished files only: no camera, no screen.',
        })),
      ],
      'no-eval': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  ...['', ...new Set(Object.values(DOORS).flat())].map(importBans),
  { files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
);
