import type { RaterId } from '../../shared/domain/ids.ts';
import type { Rater } from '../../shared/domain/rater.ts';

/** What each rater is called in a report: the name, with the start of the id when two share it. */
export function nameRaters(raters: readonly Rater[]): (id: RaterId) => string {
  const times = new Map<string, number>();
  for (const { name } of raters) times.set(name, (times.get(name) ?? 0) + 1);
  const names = new Map(
    raters.map(({ id, name }) => [id, (times.get(name) ?? 0) > 1 ? `${name} (${id.slice(0, 8)})` : name]),
  );
  return (id) => names.get(id) ?? id;
}
