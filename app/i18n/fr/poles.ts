const poles = {
  title: "",
};
export default poles;
