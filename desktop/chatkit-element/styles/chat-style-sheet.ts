import tokens from '../../design-tokens.css?inline';
import base from './base.css?inline';
import composer from './composer.css?inline';
import controls from './controls.css?inline';
import history from './history.css?inline';
import markdown from './markdown.css?inline';
import popover from './popover.css?inline';
import queue from './queue.css?inline';
import questions from './questions.css?inline';
import search from './search.css?inline';
import transcript from './transcript.css?inline';
import uploads from './uploads.css?inline';
import widgetControls from './widget-controls.css?inline';
import widgetFields from './widget-fields.css?inline';
import widgetParts from './widget-parts.css?inline';
import widgets from './widgets.css?inline';
import work from './work.css?inline';

/** Every rule of the element; where two are equally strong the later file wins. */
const RULES = [
  tokens,
  base,
  controls,
  transcript,
  work,
  markdown,
  composer,
  popover,
  uploads,
  queue,
  search,
  questions,
  history,
  widgets,
  widgetParts,
  widgetControls,
  widgetFields,
];

/** The style sheet of the element. A constructed one needs no inline style, so a strict content policy allows it. */
export function chatStyleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES.join('\n'));
  return sheet;
}
