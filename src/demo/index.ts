/** The demo Flanders: invented organisations and children with years of history. Used by main alone. */
export {
  defaultSeed,
  demoState,
  fillDemo,
  type Filled,
  type FillOptions,
  type FillStep,
} from './fill-demo.ts';
