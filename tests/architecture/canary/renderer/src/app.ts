export const value = 'wires everything together';
