import { type Route, route } from '../../platform/http/route.ts';
import { change, changeInTurn } from '../change.ts';
import { addBed, endHelp, extendHelp, fallThrough, planOutflow, startHelp } from '../give-help.ts';
import * as contract from '../contract.ts';
import { profile } from './classes.ts';

const ofHelp = '/api/crisis/deployments/:deploymentId';
/** Help from its begin to its end. */
export const helpRoutes: Route[] = [
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/bed`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'A bed as part of a guidance',
    params: contract.DeploymentParams,
    body: contract.AddBed,
    response: contract.Placed,
    handler: changeInTurn('help.bed', addBed),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/start`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'Help begins, and its clock with it',
    params: contract.DeploymentParams,
    body: contract.StartHelp,
    response: contract.Done,
    handler: change('help.start', startHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/extend`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'Help is made longer, as often as its kind allows',
    params: contract.DeploymentParams,
    response: contract.Done,
    handler: change('help.extend', extendHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/outflow`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'What comes after, who sees to it and by when',
    params: contract.DeploymentParams,
    body: contract.Outflow,
    response: contract.Done,
    handler: change('help.outflow', planOutflow),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/end`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'Help ends, with where the child goes and what comes next',
    params: contract.DeploymentParams,
    body: contract.EndHelp,
    response: contract.Done,
    handler: change('help.end', endHelp),
  }),
  route({
    ...profile,
    method: 'POST',
    path: `${ofHelp}/fall-through`,
    subjects: { 'crisis-deployment': 'params.deploymentId' },
    summary: 'What was promised does not begin; the search goes on',
    params: contract.DeploymentParams,
    response: contract.Done,
    handler: change('help.fall', fallThrough),
  }),
];
