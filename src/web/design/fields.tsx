import { PasswordInput, Select, Text, TextInput } from '@mantine/core';
import type { PasswordInputProps, SelectProps, TextInputProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** Fields as the house wants them: label above, help between label and box, fault below; browsers fill in nothing unasked. */

type TextFieldProps = Omit<TextInputProps, 'onChange' | 'value'> & { readonly value: string; readonly onChange: (value: string) => void };

export const TextField = ({ onChange, ...rest }: TextFieldProps) => (
  <TextInput autoComplete="off" spellCheck={false} onChange={(event) => { onChange(event.currentTarget.value); }} {...rest} />
);

type PasswordFieldProps = Omit<PasswordInputProps, 'onChange' | 'value'> & { readonly value: string; readonly onChange: (value: string) => void };

/** Pasting is allowed and password managers work (WCAG 3.3.8). */
export const PasswordField = ({ onChange, ...rest }: PasswordFieldProps) => (
  <PasswordInput onChange={(event) => { onChange(event.currentTarget.value); }} {...rest} />
);

type ChoiceFieldProps<Value extends string> = Omit<SelectProps<Value>, 'onChange' | 'value' | 'data'> & {
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
};

export const ChoiceField = <Value extends string>({ choices, ...rest }: ChoiceFieldProps<Value>) => (
  <Select data={[...choices]} checkIconPosition="right" {...rest} />
);

/** A group of fields with its name. */
export const FieldGroup = ({ legend, says, children }: { readonly legend: string; readonly says?: ReactNode; readonly children: ReactNode }) => (
  <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
    <Text component="legend" fw={600} fz="lg" p={0} mb={4}>{legend}</Text>
    {says === undefined ? null : <Text c="dimmed" mb="sm">{says}</Text>}
    {children}
  </fieldset>
);
