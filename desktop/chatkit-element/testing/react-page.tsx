import { ChatKit, useChatKit, type UseChatKitOptions } from '@openai/chatkit-react';
import { createRoot } from 'react-dom/client';

declare global {
  interface Window {
    /** Draws the React binding again with these options. */
    renderChat: (options: UseChatKitOptions) => void;
  }
}

function Page({ options }: { options: UseChatKitOptions }) {
  const { control } = useChatKit(options);
  return <ChatKit control={control} style={{ display: 'block', height: '100vh' }} />;
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
window.renderChat = (options) => root.render(<Page options={options} />);
