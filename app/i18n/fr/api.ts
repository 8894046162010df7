const api = {
  title: "",
};
export default api;
