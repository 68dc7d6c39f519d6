import { defineChatKitElement } from '../define-chatkit-element.ts';

// What the test pages load: the element as an app bundles it.
defineChatKitElement();
