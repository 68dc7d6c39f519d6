import type { ChatSession } from '../../session/chat-session.ts';
import type { Suggestion } from './suggestion.ts';

/** The composer's own actions that fit a query, for the `/` menu: tools, models and attaching. */
export function builtInCommands(session: ChatSession, query: string): Suggestion[] {
  const { composer } = session.options();
  const { strings } = session.store.get().translation;
  const commands: Suggestion[] = [
    ...(composer?.attachments?.enabled
      ? [{ key: 'attach', label: strings.attach, icon: 'upload', choose: () => session.requestFiles() }]
      : []),
    ...(composer?.tools ?? []).map((tool) => ({
      key: `tool:${tool.id}`,
      label: tool.label,
      icon: tool.icon,
      group: strings.tools,
      choose: () => session.composer.selectTool(tool.id),
    })),
    ...(composer?.models ?? [])
      .filter((model) => !model.disabled)
      .map((model) => ({
        key: `model:${model.id}`,
        label: model.label,
        group: strings.model,
        ...(model.description !== undefined && { description: model.description }),
        choose: () => session.composer.selectModel(model.id),
      })),
  ];
  const wanted = query.toLocaleLowerCase();
  return commands.filter((command) => command.label.toLocaleLowerCase().includes(wanted));
}
