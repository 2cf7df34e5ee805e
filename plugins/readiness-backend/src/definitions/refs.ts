/** References to people, as definitions write them. */

/** Of a group or a user; the kind is always said. */
export const ENTITY_REF =
  /^(group|user):([a-z0-9-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/i;
