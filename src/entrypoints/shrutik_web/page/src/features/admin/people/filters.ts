/** What narrows a list: one choice by name; what is left open is not in it. */

/** The filter with another choice under a name; without one if the choice is empty. */
export function changed<Filter extends object>(filter: Filter, name: keyof Filter, value: string): Filter {
  const rest = Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name)) as Filter;
  return value === "" ? rest : { ...rest, [name]: value };
}
