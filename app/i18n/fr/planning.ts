const planning = {
  title: "",
};
export default planning;
