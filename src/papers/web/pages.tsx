import { PaperPage } from './PaperPage.tsx';

/** A page for each paper: the router names a component without questions. */
export const AlgorithmRegisterPage = () => <PaperPage code="algorithm-register" />;
export const AccessMatrixPage = () => <PaperPage code="access-matrix" />;
export const DpiaPage = () => <PaperPage code="dpia" />;
export const ProcessingRegisterPage = () => <PaperPage code="processing-register" />;
