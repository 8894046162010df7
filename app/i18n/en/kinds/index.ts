import room from "./room";
import workspace from "./workspace";
import vehicle from "./vehicle";
import equipment from "./equipment";
import service from "./service";
import training from "./training";
import software from "./software";
import pooledJob from "./pooled-job";

/** Words of every kind: one file each. */
export default { room, workspace, vehicle, equipment, service, training, software, "pooled-job": pooledJob };
