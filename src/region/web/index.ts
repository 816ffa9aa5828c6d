/** All of `region` that the screens of other slices may use. */
export {
  type AreaValue,
  FlandersMap,
  type FlandersMapProps,
  type MapPoint,
  type MapShape,
  type MapWords,
} from './FlandersMap.tsx';
export { mapWords } from './map-words.ts';
export type { BarState } from './StateBar.tsx';
export { useZoneShapes } from './use-zone-shapes.ts';
