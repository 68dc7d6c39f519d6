import { useEffect, useState, type RefObject } from 'react';

/**
 * Takes files that are dropped anywhere on the chat, not on its small composer alone.
 *
 * @param inside any element of the chat
 * @param onFiles null while files are not taken
 * @returns whether files are being held over the chat
 */
export function useFileDrop(
  inside: RefObject<HTMLElement | null>,
  onFiles: ((files: FileList) => void) | null,
): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const area = inside.current?.closest<HTMLElement>('.chat');
    if (!area || !onFiles) return undefined;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      // Going from one part of the chat to another is not leaving it.
      if (!(relatedTarget instanceof Node && area.contains(relatedTarget))) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      onFiles(event.dataTransfer.files);
    };
    area.addEventListener('dragover', over);
    area.addEventListener('dragleave', leave);
    area.addEventListener('drop', drop);
    return () => {
      area.removeEventListener('dragover', over);
      area.removeEventListener('dragleave', leave);
      area.removeEventListener('drop', drop);
    };
  }, [inside, onFiles]);
  return isOver && onFiles !== null;
}
