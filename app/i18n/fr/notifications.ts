const notifications = {
  title: "",
};
export default notifications;
