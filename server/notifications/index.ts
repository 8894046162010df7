export { calendarUid } from "./calendar";
export { calendarFile } from "./calendar-file";
export { links } from "./links";
export { isMailboxOpen, keptMail, keptMails, MAILS_A_PAGE, type MailRead, type MailSeen } from "./mailbox";
export { chooseMailTopics, MAIL_TOPICS, mailTopicsOf } from "./preferences";
export { oneLine } from "./rules";
export { crontab, tasks } from "./tasks";
