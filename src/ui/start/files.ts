// Files out of a drop: folders are walked to their end, in the order that the browser gives.
// From `file://` the older way into a dropped folder (entries) finds names but opens nothing: handles do. None is kept.

/** Present in Chromium; absent from the types of the page. */
interface ItemWithHandle {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** All files of a drop, folders included. Must be called before the event ends. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly File[]> {
  // Items die with the event: everything is asked of them before the first wait.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file').map(askItem);
  const lists = await Promise.all(items.map(filesOfItem));
  return lists.flat();
}

/** Whether something dragged over the page carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

interface Asked {
  readonly isFolder: boolean;
  readonly file: File | null;
  readonly handle: Promise<FileSystemHandle | null> | undefined;
}

function askItem(item: DataTransferItem & ItemWithHandle): Asked {
  const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
  return { isFolder, file: item.getAsFile(), handle: isFolder ? item.getAsFileSystemHandle?.() : undefined };
}

async function filesOfItem({ isFolder, file, handle }: Asked): Promise<readonly File[]> {
  if (isFolder) {
    const folder = await handle;
    return isDirectory(folder) ? filesOfFolder(folder, folder.name) : [];
  }
  return file === null ? [] : [file];
}

async function filesOfFolder(folder: FileSystemDirectoryHandle, path: string): Promise<readonly File[]> {
  const files: File[] = [];
  for await (const handle of folder.values()) {
    const at = `${path}/${handle.name}`;
    if (isDirectory(handle)) {
      files.push(...(await filesOfFolder(handle, at)));
    } else {
      files.push(withPath(await handle.getFile(), at));
    }
  }
  return files;
}

/** A file of a picked folder says where it lay; one of a dropped folder is made to say the same. */
function withPath(file: File, path: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}

function isDirectory(handle: FileSystemHandle | null | undefined): handle is FileSystemDirectoryHandle {
  return handle?.kind === 'directory';
}
