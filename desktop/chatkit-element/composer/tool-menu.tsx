import type { ToolOption } from '@openai/chatkit';
import { Plus, X } from 'lucide-react';
import { Icon } from '../icons/icon.tsx';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { Menu } from '../ui/menu.tsx';

/** The tools of the next message: a menu, pinned ones beside it, and the chosen one as a chip. */
export function ToolMenu({ isDisabled }: { isDisabled: boolean }) {
  const session = useSession();
  const strings = useStrings();
  const tools = useChat((state) => state.options?.composer?.tools);
  const toolId = useChat((state) => state.toolId);
  if (!tools || tools.length === 0) return null;
  const chosen = tools.find((tool) => tool.id === toolId);
  const pinned = tools.filter((tool) => tool.pinned && tool !== chosen);
  const rows = tools.map((tool) => ({
    key: tool.id,
    label: tool.label,
    icon: tool.icon,
    isChecked: tool === chosen,
    choose: () => session.composer.selectTool(tool === chosen ? null : tool.id),
  }));
  return (
    <>
      <Menu label={strings.tools} className="icon-button" isDisabled={isDisabled} rows={rows}>
        <Plus size={18} aria-hidden="true" />
      </Menu>
      {pinned.map((tool) => (
        <button
          key={tool.id}
          type="button"
          className="chip-button chip-pinned"
          aria-label={shortLabelOf(tool)}
          title={tool.label}
          disabled={isDisabled}
          onClick={() => session.composer.selectTool(tool.id)}
        >
          <Icon name={tool.icon} size={15} />
          <span>{shortLabelOf(tool)}</span>
        </button>
      ))}
      {chosen && (
        <button
          type="button"
          className="chip-button chip-chosen"
          aria-label={strings.removeTool.replace('{name}', chosen.label)}
          onClick={() => session.composer.selectTool(null)}
        >
          <Icon name={chosen.icon} size={15} />
          <span>{shortLabelOf(chosen)}</span>
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </>
  );
}

function shortLabelOf(tool: ToolOption): string {
  return tool.shortLabel ?? tool.label;
}
