import { people, type Who } from './oracle.ts';

interface OracleFunction {
  /** Who may execute it; triggers and what only other functions call: nobody. */
  by: readonly Who[];
  /** Runs with the owner's rights: each of these is looked at by hand before it stands here. */
  definer: boolean;
}

const definer = (...by: Who[]): OracleFunction => ({ by, definer: true });
const plain = (...by: Who[]): OracleFunction => ({ by, definer: false });
const everyone = [...people, 'JOBS', 'DOOR', 'NOBODY'] as const;
const capacityReaders = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'JOBS'] as const;

/**
 * Every function of the application, who may execute it and with whose rights it runs, written by hand. A
 * function that does not stand here, or runs with the owner's rights without standing here as such, fails
 * the build.
 */
export const oracleFunctions: Record<string, OracleFunction> = {
  'auth.token_hash()': plain(),
  'auth.identity()': definer(),
  'auth.active()': definer(...people),
  'auth.my_organisation()': definer(...people),
  'auth.my_area()': definer(...people),
  'auth.my_person()': definer(...people),
  'auth.enter(text)': definer(...people),
  'auth.resolve_session(bytea)': definer('DOOR'),
  'auth.session_of(bytea)': definer('DOOR'),
  'platform.forget_old(integer)': definer('JOBS'),
  'auth.hats_of(uuid)': definer('DOOR'),
  'auth.open_session(text, text, uuid, bytea, text, interval, interval, text)': definer('DOOR'),
  'auth.switch_hat(bytea, uuid, bytea, text)': definer('DOOR'),
  'auth.end_session(bytea, text)': definer('DOOR'),
  'auth.begin_login(bytea, text, text, text)': definer('DOOR'),
  'auth.take_login(bytea)': definer('DOOR'),
  // A link opens a session of a minute for one answer: the door alone. A provider's people make their own.
  'auth.open_link(text, bytea, bytea)': definer('DOOR'),
  'auth.close_link(bytea)': definer('DOOR'),
  'auth.make_link(text, bytea)': definer('PI', 'PC'),
  'auth.my_link(text)': definer('PI', 'PC'),
  'auth.revoke_link(text)': definer('PI', 'PC'),
  'auth.end_sessions(uuid, uuid, text)': definer(),
  'auth.on_hat_change()': definer(),
  'auth.on_person_change()': definer(),

  'platform.now()': definer(...everyone),
  'platform.today()': definer(...everyone),
  'platform.current_event()': plain(...everyone),
  'platform.keep_history()': definer(),
  'platform.refuse_change()': plain(),
  'platform.sign_event()': definer(),
  'platform.check_event()': definer(),
  'platform.channel(text)': definer('JOBS'),
  'platform.notify(text, text)': definer(),
  'platform.idempotent_begin(text, bytea)': definer(...people),
  'platform.idempotent_end(text, integer, jsonb)': definer(...people),
  'platform.mark_undone(uuid, uuid)': definer('PC', 'AS', 'JOBS'),

  'region.distance_km(double precision, double precision, double precision, double precision)':
    plain(...everyone),

  'capacity.figures(integer, integer, integer, integer, integer, integer)': plain(
    ...capacityReaders,
  ),
  'capacity.free(integer, integer, integer, integer, integer)': plain(...capacityReaders),
  'capacity.photo(date)': plain(...capacityReaders),
  'capacity.photo_due(date)': plain(...capacityReaders),
  'capacity.photo_as_known(date, timestamp with time zone, uuid[])': plain(...capacityReaders),
  'capacity.contributions(uuid[], text[], date[])': plain('JOBS'),
  'capacity.refresh(uuid[], text[], date[])': definer('JOBS'),
  'capacity.refresh_few(uuid[], text[], date[])': plain(),
  'capacity.refresh_many(uuid[], text[], date[])': definer(),
  'capacity.settle_figures(uuid[], text[])': definer(),
  'capacity.settle_due()': definer('JOBS'),
  'capacity.copy_supply(uuid[])': definer(),
  'capacity.facts_changed()': definer(),
  'capacity.supply_changed()': definer(),
  'capacity.confirmed()': definer(),
  'capacity.children_elsewhere(uuid)': definer('PC'),
  'capacity.check_reconversion()': definer(),
  'capacity.agreed_by_another()': definer(),
  'capacity.module_type_stays()': plain(),
  'capacity.module_type_is_open()': definer(),
  'capacity.offer_reconverted(uuid)': definer('AS'),
  'capacity.withdraw_reconverted(uuid)': definer('AS'),
  'capacity.offered_by_line()': definer(),
  // Roles: the administrator any, a supervisor and a provider's intake in their own organisation (D17 "o").
  'administration.people()': definer('AD', 'AS', 'PI', 'FS'),
  'administration.requests(boolean)': definer('AD', 'AS', 'PI', 'FS'),
  'administration.ask_hat(uuid, text, uuid, text, daterange, text, uuid)': definer(
    'AD',
    'AS',
    'PI',
    'FS',
  ),
  'administration.answer_hat(uuid, boolean)': definer('AD', 'AS', 'PI', 'FS'),
  'administration.end_hat(uuid, date)': definer('AD', 'AS', 'PI', 'FS'),
  'administration.organisations()': definer('AD'),
  'administration.may_keep(text, uuid)': definer(),
  'administration.refuse_stranger(uuid, text, uuid)': definer(),
  'administration.sign_request()': definer(),
  'administration.check_hat()': definer(),
  'administration.check_person()': definer(),
  'administration.check_last()': definer(),
  'administration.keep_change()': definer(),
  // Keys of a provider's own systems: made by its keeper, opened by the door.
  'auth.make_key(text, text[], date, bytea)': definer('PC'),
  'auth.own_keys()': definer('PC'),
  'auth.revoke_key(uuid)': definer('PC'),
  'auth.open_key(bytea, bytea)': definer('DOOR'),
  // Whoever changes something may tell others; what may be told to whom the table's constraints keep.
  'notices.notify(uuid, text, uuid, text, text, text, jsonb, text, timestamp with time zone)':
    definer('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AD', 'JOBS'),
  'saved_search.not_too_many()': definer(),
  'notices.next_morning(timestamp with time zone)': plain(),
  'notices.changed()': definer(),
  // Mail: everybody puts down their own address; what goes out is decided by the notice, and nobody reads the box.
  'notices.keep_mailbox(text, text, time without time zone, time without time zone, text)': definer(
    ...people,
  ),
  'notices.confirm_mailbox(text)': definer(...people),
  'notices.drop_mailbox()': definer(...people),
  'notices.usual_mail(text)': plain(),
  'notices.after_quiet(timestamp with time zone, time without time zone, time without time zone)':
    plain(),
  'notices.queue_mail()': definer(),
  'notices.mail_refused()': definer(),
  'platform.mail_counts()': definer('AD'),
  'capacity.analyze_import()': definer('JOBS'),
  // Rules of the order: published, so that who works with it may do the sum again. Approved by a supervisor,
  // never by who made them; the order itself is kept by triggers, and nobody puts a child in another place.
  'waiting_list.band_of(jsonb, text[])': plain('AT', 'AS', 'JOBS'),
  'waiting_list.tie_of(text, uuid)': plain('AT', 'AS', 'JOBS'),
  'waiting_list.approve_rules(text, date)': definer('AS'),
  'waiting_list.apply_rules()': definer('JOBS'),
  'waiting_list.fold_standing()': definer('JOBS'),
  'waiting_list.count_standing()': definer(),
  'waiting_list.answer_hand_over(uuid, boolean, text)': definer('AT', 'AS'),
  'waiting_list.check_hand_over()': plain(),
  'waiting_list.check_import()': plain(),
  'waiting_list.may_go(text, text)': plain(),
  'waiting_list.facts_of(uuid[])': definer(),
  'waiting_list.reorder(uuid[], text)': definer(),
  'waiting_list.reorder_few(uuid[], text)': plain(),
  'waiting_list.reorder_many(uuid[], text)': definer(),
  'waiting_list.check_request()': definer(),
  'waiting_list.mark_invented()': definer(),
  'waiting_list.keep_step()': definer(),
  'waiting_list.sign_assessment()': definer(),
  'waiting_list.sign_confirmation()': definer(),
  'waiting_list.only_region_changes()': plain(),
  'waiting_list.order_changed()': definer(),
  'waiting_list.check_rules()': plain(),
  // The dialogue. Who a child is: the intake of the provider that agreed, of that proposal alone. Who lives where, as far
  // as contra-indications and siblings ask: the access team. Steps and what follows from them are the triggers'.
  'allocation.identity_of(uuid)': definer('PI'),
  'allocation.known_guests(uuid[])': definer('AT', 'AS'),
  'allocation.sibling_stays(uuid[])': definer('AT', 'AS'),
  'allocation.may_step(text, text, text)': plain(),
  'allocation.goes_with(text, text, text)': plain(),
  'allocation.holds(text)': plain(),
  'allocation.check_proposal()': definer(),
  'allocation.check_child()': definer(),
  'allocation.check_inquiry()': definer(),
  'allocation.follow_step()': definer(),
  'allocation.sign_message()': definer(),
  'allocation.sign_mandate()': definer(),
  'allocation.sign_record()': definer(),
  'allocation.check_round()': definer(),
  'allocation.check_sketch()': definer(),
  'allocation.check_choice()': definer(),
  'allocation.child_left()': definer(),
  'allocation.child_goes()': definer(),
  'allocation.check_child_region()': definer(),
  'allocation.check_direction()': definer(),
  'allocation.keep_promise()': definer(),
  'allocation.keep_hold()': definer(),
  // Who is told what came of a step: triggers and what they call.
  'allocation.lead(uuid, text)': definer(),
  'allocation.tell_team(uuid, text, text, text, text, jsonb, text)': definer('JOBS'),
  'allocation.tell_house(uuid, text[], text, text, text, jsonb, text)': definer(),
  'allocation.last_day(timestamp with time zone)': plain('JOBS'),
  'allocation.unit_words(uuid)': definer(),
  'allocation.tell_proposal()': definer(),
  'allocation.tell_message()': definer(),
  'allocation.tell_inquiry()': definer(),
  // Terms, promises that lost their place, and how a stay goes: the night and the triggers. Which rows of a file may not
  // start: whoever may lay a file against the register, of the own file.
  'region.is_working_day(date)': plain(),
  'region.add_working_days(date, integer)': plain(),
  'allocation.give_term()': definer(),
  'allocation.lost_promises(uuid[])': definer('JOBS'),
  'allocation.other_place(uuid)': definer(),
  'allocation.lead_out_lost(uuid[])': definer('JOBS'),
  'allocation.places_changed()': definer(),
  'allocation.may_start(uuid, uuid, text, text, daterange)': definer(),
  'allocation.refused_starts(uuid)': definer('PC', 'AS', 'JOBS'),
  'allocation.check_follow_up()': definer(),
  'allocation.stays_on(text, uuid, date)': definer(),
  'allocation.plan_follow_up()': definer(),
  'allocation.follow_stays()': definer(),
  // The register of thresholds: made by the step, which its maker's rights would not let write it.
  'allocation.threshold_side(text)': plain('AT', 'AS', 'JOBS'),
  'allocation.sign_comment()': definer(),
  'allocation.check_threshold()': definer(),
  'allocation.keep_talk()': definer(),
  'allocation.add_case(uuid, text, text, text, text, uuid, uuid, text, boolean, timestamp with time zone, uuid)':
    definer(),
  'allocation.name_threshold()': definer(),
  'allocation.name_answered()': definer(),
};
