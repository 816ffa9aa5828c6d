import { useEffect, useState } from 'react';
import type { MapShape } from '../map/map-shapes.ts';

/** The zones as shapes, fetched when they are first wanted; `undefined` until they are there. */
export function useZoneShapes(isWanted: boolean): readonly MapShape[] | undefined {
  const [shapes, setShapes] = useState<readonly MapShape[]>();
  const isMissing = isWanted && shapes === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isGone = false;
    const show = (made: () => readonly MapShape[]) => {
      if (!isGone) setShapes(made);
    };
    import('../map/zone-shapes.ts').then(
      ({ zoneShapes }) => show(() => zoneShapes()),
      // Thrown where the screen is drawn, so that its page says that something did not come.
      (fault: unknown) =>
        show(() => {
          throw fault;
        }),
    );
    return () => {
      isGone = true;
    };
  }, [isMissing]);
  return shapes;
}
