/** The demo Flanders: invented organisations and children with years of history. Used by main alone. */
export { demoState, fillDemo } from './fill-demo.ts';
export { startLiveDemo } from './live-demo.ts';
