import { voicesOf } from './voices';

const entity = {
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/Shop' },
    { type: 'dependsOn', targetRef: 'component:default/db' },
  ],
};

it.each([
  [{ ref: 'owner' }, {}, ['group:default/shop']],
  [{ ref: 'group:default/Security' }, {}, ['group:default/security']],
  [{ ref: 'user:ivan' }, {}, ['user:default/ivan']],
  [{ param: 'by' }, { by: 'group:default/qa' }, ['group:default/qa']],
  [
    { param: 'by' },
    { by: ['owner', 'group:default/qa'] },
    ['group:default/qa', 'group:default/shop'],
  ],
  [{ param: 'by' }, { by: '' }, []],
  [{ param: 'by' }, { by: 7 }, []],
  [{ param: 'by' }, { by: ':' }, []],
])('reads %j with %j', (voice, params, refs) => {
  expect(voicesOf(voice, params, entity)).toEqual(refs);
});
