import type { InstrumentV1Wording } from './instrument-v1.js';

/** Wording in English. */
export const ENGLISH: InstrumentV1Wording = {
  ORDER_FULFILMENT: {
    question: 'How well do ordering, shipping and delivering work between the two companies?',
    anchors: [
      'Errors are frequent, and somebody has to chase every order.',
      'Orders arrive as agreed, and that is all.',
      'Deliveries can be relied on, and both sides handle exceptions together.',
      'Supply is planned jointly and runs almost unnoticed.',
    ],
  },
  TRUST: {
    question: 'How open are the two companies with each other, and how far does their trust go?',
    anchors: [
      'On guard: neither believes the other without proof.',
      'The door is open, though not fully: friendly, yet reserved.',
      'Both sides trust each other, in good weeks and in bad ones.',
      'Loyalty is beyond question; where one company ends is hard to say.',
    ],
  },
  INFORMATION: {
    question: 'What information do the companies exchange?',
    anchors: [
      'Product data and prices only.',
      'Useful news about needs and plans, nothing sensitive.',
      'Sensitive operating data such as stocks, costs or quality figures.',
      'Strategy, and matters that are delicate even inside the companies.',
    ],
  },
  CONTACTS: {
    question: 'Who talks to whom?',
    anchors: [
      'One seller and one buyer.',
      'A loose network: others join in when the need arises.',
      'Many matched counterparts, across all functions.',
      'Joint teams, in which nobody asks who belongs to which company.',
    ],
  },
  EXIT_BARRIER: {
    question: 'How hard would it be for either side to leave?',
    anchors: [
      'Nothing holds either side; another partner is found within days.',
      'Habit, and some effort, speak against a change.',
      'Both have invested in the other; leaving would be troublesome and costly.',
      'Shared capital or resources bind the companies together.',
    ],
  },
  STANDING: {
    question: 'What is the standing of the supplier with the customer?',
    anchors: [
      'One of several that can be compared.',
      'The customer is satisfied, and keeps other sources.',
      'First choice at the least, if not the only one.',
      'A strategic ally.',
    ],
  },
  PRICING: {
    question: 'How do prices come about?',
    anchors: [
      'They are compared afresh for every purchase.',
      'They are negotiated, with rebates or credit terms.',
      'They are stable over the long term, or follow an agreed formula.',
      'With open books: costs are known and gains are shared.',
    ],
  },
  JOINT_ACTIVITY: {
    question: 'What do the companies do together?',
    anchors: [
      'Nothing beyond orders.',
      'A joint task now and then.',
      'They regularly develop, distribute or promote together.',
      'They innovate and sell together, with linked value chains.',
    ],
  },
  PLANNING_HORIZON: {
    question: 'How far ahead do the companies plan together?',
    anchors: [
      'As far as the next order.',
      'Demand of the coming months is talked about.',
      'In annual plans and plans over several years.',
      'They share one strategy.',
    ],
  },
  DISPUTES: {
    question: 'How are disputes settled?',
    anchors: [
      'With blame and threats.',
      'Case by case, sometimes well and sometimes badly.',
      'As partners do, with an eye to the long run.',
      'Shared processes prevent most of them.',
    ],
  },
  ROLES: {
    question: 'What do the account manager and the buyer mainly do?',
    anchors: [
      'They handle every contact themselves.',
      'They open doors for their colleagues.',
      'They watch that nothing harms the relationship.',
      'They coordinate teams of both companies.',
    ],
  },
  MUTUAL_IMPORTANCE: {
    question: 'How important are the companies to each other?',
    anchors: [
      'Each could replace the other at any time.',
      'Somewhat: the loss would be felt.',
      'Each is a key asset to the other and part of its competitive advantage.',
      'Neither can be imagined without the other.',
    ],
  },
};
