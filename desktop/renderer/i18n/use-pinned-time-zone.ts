import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isTimeZone } from './calendar.ts';

/**
 * The zone a person chose instead of the device's own. It is kept on the device: the server remembers the last zone
 * it saw, which is no choice, and a person who travels wants the choice on one device and the place on another.
 *
 * @returns the zone, null while the device's own counts, and the way to choose
 */
export function usePinnedTimeZone(userId: string | null): [string | null, (zone: string | null) => void] {
  const queryClient = useQueryClient();
  const queryKey = [userId, 'time-zone'];
  const { data } = useQuery({
    queryKey,
    queryFn: () => readZone(userId),
    initialData: () => readZone(userId),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return [
    data,
    (zone) => {
      writeZone(userId, zone);
      queryClient.setQueryData(queryKey, zone);
    },
  ];
}

function readZone(userId: string | null): string | null {
  if (userId === null) return null;
  try {
    const zone = localStorage.getItem(keyOf(userId));
    return zone !== null && isTimeZone(zone) ? zone : null;
  } catch {
    // Storage is blocked: the device's own zone counts.
    return null;
  }
}

function writeZone(userId: string | null, zone: string | null): void {
  if (userId === null) return;
  try {
    if (zone === null) localStorage.removeItem(keyOf(userId));
    else localStorage.setItem(keyOf(userId), zone);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

function keyOf(userId: string): string {
  return `parley.time-zone.${userId}`;
}
