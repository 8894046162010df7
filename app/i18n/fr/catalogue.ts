const catalogue = {
  title: "",
};
export default catalogue;
