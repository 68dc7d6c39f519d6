import { isObject, isSetAt, objectAt, pickTexts, textAt } from '../../protocol/json-fields.ts';
import type { UserContent, UserTag } from '../../protocol/thread-item.ts';

/** Reads what an editor shows: text, line breaks and tag chips. */
export function readContent(editor: HTMLElement): UserContent[] {
  const content: UserContent[] = [];
  const addText = (text: string) => {
    const last = content.at(-1);
    if (last?.type === 'input_text') content[content.length - 1] = { type: 'input_text', text: last.text + text };
    else if (text !== '') content.push({ type: 'input_text', text });
  };
  const visit = (node: Node) => {
    if (node instanceof Text) addText(node.data.replaceAll('\u00A0', ' '));
    else if (node instanceof HTMLBRElement) addText('\n');
    else if (node instanceof HTMLElement) {
      const tag = readTag(node);
      if (tag) content.push(tag);
      else {
        if (content.length > 0) addText('\n');
        for (const child of node.childNodes) visit(child);
      }
    }
  };
  for (const child of editor.childNodes) visit(child);
  // Browsers leave a lone line break in an editor that was emptied.
  const [only] = content;
  return content.length === 1 && only?.type === 'input_text' && only.text === '\n' ? [] : content;
}

/** Shows content in an editor, with the caret at its end. */
export function writeContent(editor: HTMLElement, content: readonly UserContent[]): void {
  editor.replaceChildren(...content.map((part) => (part.type === 'input_text' ? part.text : makeChip(part))));
  const selection = document.getSelection();
  const holdsFocus = editor.getRootNode();
  if (holdsFocus instanceof ShadowRoot && holdsFocus.activeElement === editor) {
    selection?.selectAllChildren(editor);
    selection?.collapseToEnd();
  }
}

/** An atomic chip for a tag. */
export function makeChip(tag: UserTag): HTMLElement {
  const chip = document.createElement('span');
  chip.className = 'tag';
  chip.contentEditable = 'false';
  chip.dataset.tag = JSON.stringify(tag);
  chip.textContent = tag.text;
  return chip;
}

function readTag(element: HTMLElement): UserTag | null {
  if (element.dataset.tag === undefined) return null;
  const tag: unknown = JSON.parse(element.dataset.tag);
  if (!isObject(tag)) return null;
  return {
    type: 'input_tag',
    id: textAt(tag, 'id') ?? '',
    text: textAt(tag, 'text') ?? '',
    data: objectAt(tag, 'data'),
    interactive: isSetAt(tag, 'interactive'),
    ...pickTexts(tag, ['group']),
  };
}
