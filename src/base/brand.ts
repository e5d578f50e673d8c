// Branded primitives: a number or a string that the compiler will not mix up with another.

declare const brand: unique symbol;

/** `T` marked with the name `B`; made only by the one constructor function of its module. */
export type Brand<T, B extends string> = T & { readonly [brand]: B };
