// Icons that only the record uses; the house's are in ../design/icons.ts.
export { default as IconListCheck } from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
export { default as IconTextPlus } from '@tabler/icons-react/dist/esm/icons/IconTextPlus.mjs';
