export {
  acceptInvitation,
  joinByInvitation,
  structuresToBring,
  type Entered,
  type InvitationGone,
} from "./accept-invitation";
export { actorOfToken, apiTokensOf, createApiToken, issueApiToken, revokeApiToken, type TokenSeen } from "./api-tokens";
export {
  addMembers,
  changeMembers,
  invitePeople,
  membersInDetail,
  siretsElsewhere,
  type Invited,
  type MemberChange,
  type NewMember,
} from "./bring-in";
export { actorIn, contextsOf, structuresWithoutPole, type Context, type Unattached } from "./contexts";
export { DECLARATIONS, type Declaration, type Declared } from "./declarations";
export { declarationOf, declareStructure } from "./declare-structure";
export { changeRole, colleagueOf, endAffiliation, type EditPeopleProblem } from "./edit-people";
export { editSettings, settingsOf, type PoleSettings } from "./edit-settings";
export { endMembership, resumeMembership, todayIn, type EndMembershipProblem } from "./end-membership";
export * from "./forms";
export { doorsBooked, guestContextsAround, guestContextsOf, passerBy, publicDoors, type Door } from "./guests";
export { invitationOffer, invitedStructures, type InvitationOffer, type InvitationSeen } from "./invitation-queries";
export { holderOfLink, type HeldLink } from "./link-holder";
export { inviteColleague, type InviteColleagueProblem } from "./invite-colleague";
export { inviteStructure, type InviteStructureProblem } from "./invite-structure";
export { sendInvitationAgain, withdrawInvitation, type InvitationSettled } from "./manage-invitation";
export {
  askRegistration,
  confirmRegistration,
  REGISTRATION_MINUTES,
  registrationOf,
  type RegistrationGone,
} from "./register";
export { LEGAL_FORMS, registrationForm, type Registration } from "./registration-form";
export { structureOfPole, structuresAfter, structuresOfPole, type Colleague, type Member } from "./queries";
export { MEMBERSHIP_KINDS, type MembershipState, type StructureRole } from "./rules";
