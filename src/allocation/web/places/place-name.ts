/** A unit as people tell it from others of the same name: with where it is, where that is known. */
export const placeName = (place: {
  readonly name: string;
  readonly municipality: string | null;
}): string => [place.name, place.municipality].filter(Boolean).join(', ');
