import { useStrings } from '../../session/session-hooks.tsx';

/** Says that something is on its way. */
export function Dots() {
  const strings = useStrings();
  return (
    <p className="progress dots">
      <span className="visually-hidden">{strings.working}</span>
      <i />
      <i />
      <i />
    </p>
  );
}
