const bookings = {
  title: "",
};
export default bookings;
