const common = {
  title: "",
};
export default common;
