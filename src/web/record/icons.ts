// Icons that only the record uses; the house's are in ../design/icons.ts.
export { default as IconListCheck } from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
export { default as IconTextPlus } from '@tabler/icons-react/dist/esm/icons/IconTextPlus.mjs';
export { default as IconBabyBottle } from '@tabler/icons-react/dist/esm/icons/IconBabyBottle.mjs';
export { default as IconBabyCarriage } from '@tabler/icons-react/dist/esm/icons/IconBabyCarriage.mjs';
