export function name(kind: 'tie' | 'better'): string {
  switch (kind) {
    case 'tie':
      return 'tie';
  }
  return '';
}
