const identity = {
  title: "",
};
export default identity;
