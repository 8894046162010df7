const errors = {
  title: "",
};
export default errors;
