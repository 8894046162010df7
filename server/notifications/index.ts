export { calendarFile } from "./calendar-file";
export { isMailboxOpen, keptMail, keptMails, MAILS_A_PAGE, type MailRead, type MailSeen } from "./mailbox";
export { crontab, tasks } from "./tasks";
