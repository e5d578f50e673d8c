// Files out of a drop: folders are walked to their end, in the order that the browser gives.

/** All files of a drop, folders included. Must be called before the event ends. */
export async function filesOfDrop(transfer: DataTransfer): Promise<readonly File[]> {
  // Entries die with the event: they are all taken before the first wait.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) {
    return [...transfer.files];
  }
  const lists = await Promise.all(entries.map(filesOfEntry));
  return lists.flat();
}

/** Whether something dragged over the page carries files. */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

async function filesOfEntry(entry: FileSystemEntry): Promise<readonly File[]> {
  if (isFile(entry)) {
    return [
      await new Promise<File>((resolve, reject) => {
        entry.file(resolve, reject);
      }),
    ];
  }
  if (!isFolder(entry)) {
    return [];
  }
  const reader = entry.createReader();
  const files: File[] = [];
  // A reader gives a hundred entries at a time, then an empty list.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) {
      return files;
    }
    files.push(...(await Promise.all(batch.map(filesOfEntry))).flat());
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
