export { permissions } from './contract.ts';
export type { Permission } from './contract.ts';
export { isSteppedUp, may, permissionsOf } from './permissions.ts';
