/** All that other slices may use of `region`. Browser code is in `web/`, apart. */
export {
  type AreaRows,
  type Areas,
  indexAreas,
  type Municipality,
  municipalitiesOn,
  municipalityOn,
  type Region,
  regionOfMunicipalityOn,
  regionsOn,
  type Zone,
  type ZoneMembership,
  zoneOfMunicipalityOn,
  zonesOn,
} from './area.ts';
export {
  DEFAULT_DETOUR_FACTOR,
  estimatedRoadKm,
  type GeoPoint,
  greatCircleKm,
  roundedKm,
  withinKm,
} from './distance.ts';
export { COMMITTED_AREA_ROWS, COMMITTED_AREAS } from './geodata.ts';
export { loadRegions } from './load-regions.ts';
export { type MunicipalityMatch, searchKey, searchMunicipalities } from './municipality-search.ts';
export { regionRoutes } from './routes.ts';
export { addWorkingDays, isWorkingDay } from './working-days.ts';
