/** Style sheets are imported for their effect alone; the build gathers them. */
declare module '*.css';

/** The product's version, written in by the build. */
declare const __VERSION__: string;
