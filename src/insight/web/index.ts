/** The pages of this slice; the shell's router names them. */
export {
  allocationFiguresRoute,
  crisisFiguresRoute,
  crisisNoteRoute,
  figuresRoute,
  outOfUseRoute,
  reportRoute,
} from './nav/routes.ts';
