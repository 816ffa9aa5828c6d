import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../web/root-route.tsx';
import { paperPaths } from './paper-paths.ts';

const pages = () => import('./pages.tsx');
const accountable = { roles: ['PO', 'AS'] } as const;

export const algorithmRegisterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paperPaths['algorithm-register'].path,
  staticData: { isPublic: true },
  component: lazyRouteComponent(pages, 'AlgorithmRegisterPage'),
});
export const accessMatrixRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paperPaths['access-matrix'].path,
  staticData: { isPublic: true },
  component: lazyRouteComponent(pages, 'AccessMatrixPage'),
});
export const dpiaRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paperPaths.dpia.path,
  staticData: accountable,
  component: lazyRouteComponent(pages, 'DpiaPage'),
});
export const processingRegisterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paperPaths['processing-register'].path,
  staticData: accountable,
  component: lazyRouteComponent(pages, 'ProcessingRegisterPage'),
});
