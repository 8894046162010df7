const publicPages = {
  title: "",
};
export default publicPages;
