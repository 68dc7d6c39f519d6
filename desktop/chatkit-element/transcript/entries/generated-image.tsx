import type { GeneratedImageItem } from '../../protocol/thread-item.ts';
import { useChat, useStrings } from '../../session/session-hooks.tsx';

/** An image the assistant made, or how far it is. */
export function GeneratedImage({ item }: { item: GeneratedImageItem }) {
  const strings = useStrings();
  const isRunning = useChat((state) => state.threadState.unfinished.has(item.id));
  if (!item.image && !isRunning) return null;
  return (
    <figure className="generated-image" aria-busy={isRunning}>
      {item.image && <img src={item.image.url} alt={strings.image} />}
      {isRunning && (
        <figcaption>
          <span className="shimmer">{strings.makingImage}</span>
          <progress
            max={1}
            aria-label={strings.makingImage}
            {...(item.progress !== undefined && { value: item.progress })}
          />
        </figcaption>
      )}
    </figure>
  );
}
