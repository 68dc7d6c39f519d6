import tokens from '../../design-tokens.css?inline';
import base from './base.css?inline';
import composer from './composer.css?inline';
import history from './history.css?inline';
import markdown from './markdown.css?inline';
import transcript from './transcript.css?inline';
import widgetControls from './widget-controls.css?inline';
import widgets from './widgets.css?inline';

/** Every rule of the element. A constructed sheet needs no inline style, so a strict content policy allows it. */
export function chatStyleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([tokens, base, transcript, markdown, composer, history, widgets, widgetControls].join('\n'));
  return sheet;
}
