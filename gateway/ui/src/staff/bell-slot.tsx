import { Bell } from '../inbox/bell.tsx';

/** The bell of the staff's bar: who also has children here opens their diary from it. */
export const BellSlot = () => <Bell go={(address) => location.assign(address)} />;
