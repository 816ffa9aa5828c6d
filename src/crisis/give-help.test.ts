import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handToWaitingList } from './close-minor.ts';
import { endHelp, extendHelp, planOutflow } from './give-help.ts';
import {
  closeDesks,
  detail,
  openDesks,
  ovl,
  placed,
  pledge,
  register,
  run,
  t,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

describe('help', () => {
  test('is made longer as often as its kind allows, and ends with a next step, its owner and day', async () => {
    const { pledgeId } = await pledge();
    const { deploymentId, requestId } = await placed(pledgeId);
    await run(extendHelp, { deploymentId });
    await run(extendHelp, { deploymentId });
    await expect(run(extendHelp, { deploymentId })).rejects.toMatchObject({
      code: 'no-more-extensions',
    });
    const destination = 'HOME' as const;
    await expect(run(endHelp, { deploymentId, destination })).rejects.toMatchObject({
      code: 'ended-says-what-next',
    });
    await expect(
      run(planOutflow, { deploymentId, nextStep: 'VIST' as const }),
    ).rejects.toMatchObject({ code: 'next-step-has-an-owner' });
    await run(endHelp, {
      deploymentId,
      destination,
      outflow: { nextStep: 'VIST' as const, owner: 'Team (verzonnen)', on: '2027-01-01' },
    });
    expect((await detail(requestId)).minors[0]!.deployments[0]).toMatchObject({
      state: 'ENDED',
      extensions: 2,
      nextStep: 'VIST',
    });
  });

  test('that is really needed for long goes to the waiting list on the same record', async () => {
    const { id, minorIds } = await register({
      longTerm: true,
      minors: [
        {
          sex: 'M',
          identity: { givenName: 'Lou', familyName: 'Lang (verzonnen)', birthDate: '2015-03-04' },
        },
      ],
    });
    const input = {
      minorId: minorIds[0]!,
      modules: ['STAY_O12'],
      fileKind: 'VOLUNTARY' as const,
    };
    const { waitingRequestId } = await run(handToWaitingList, input);
    const [made] = await t.owner(
      `select r.state, r.registrar_kind, r.region_code, i.family_name, p.sex, e.module_code
         from waiting_list.request r join waiting_list.person p on p.id = r.person_id
         join waiting_list.identity i on i.id = p.id join waiting_list.entry e on e.request_id = r.id where r.id = $1`,
      [waitingRequestId],
    );
    expect(made).toEqual({
      state: 'DRAFT',
      registrar_kind: 'CRISIS_POINT',
      region_code: 'WVL',
      family_name: 'Lang (verzonnen)',
      sex: 'M',
      module_code: 'STAY_O12',
    });
    expect((await detail(id)).minors[0]!.waitingRequestId).toBe(waitingRequestId);
    await expect(run(handToWaitingList, input)).rejects.toMatchObject({ code: 'handed-already' });
    await expect(run(handToWaitingList, input, ovl)).rejects.toThrow();
  });
});
