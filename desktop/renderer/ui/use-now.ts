import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** The current time, a new one each minute: what is "today" and "overdue" moves on while the page stays open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
