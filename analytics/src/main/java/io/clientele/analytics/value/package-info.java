/**
 * What a customer is worth: how often customers buy and when they leave (BG/NBD, MBG/NBD), what
 * they spend (Gamma-Gamma), the fits of these models to the whole population, and what they say of
 * one customer. Nothing here knows how a customer's purchases came about.
 */
package io.clientele.analytics.value;
